/** Which bytes of a file are a record, without its line end. Lists of equal length. */
export interface Places {
  readonly offsets: Float64Array;
  readonly bytes: Uint32Array;
}
