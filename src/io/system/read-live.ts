import {
  type Connector,
  type Context,
  type Finding,
  type Kind,
  type LiveRecord,
  type Proof,
  type ReadKey,
  RollcallError,
} from '../../contract/index.ts';
import type { MappedRoster } from '../../engine/map/map.ts';
import { sharingTexts } from '../../engine/plan/share-texts.ts';

export interface ReadOptions {
  /** The records that are asked for. Default: all. */
  readonly keys?: readonly ReadKey[];
  /** What git wants there, so that texts that both say are kept once. */
  readonly desired?: MappedRoster;
}

/**
 * Reads one kind to its proven end.
 * @throws RollcallError `READ_INCOMPLETE` when the connector gives no proof, or one that does not add up.
 */
export async function readKind(
  connector: Connector,
  context: Context,
  kind: Kind,
  { keys, desired = new Map() }: ReadOptions = {},
): Promise<readonly LiveRecord[]> {
  const records: LiveRecord[] = [];
  const share = sharingTexts(desired);
  let proof: Proof | undefined;
  for await (const batch of connector.read(context, kind, keys)) {
    if (proof) throw incomplete(connector, kind, 'it went on after its end');
    // One by one: an array of a whole organisation is too long to be passed as arguments.
    for (const record of batch.records) records.push(share(record));
    proof = batch.proof;
  }
  if (!proof) throw incomplete(connector, kind, 'it ended without a proof that it is whole');
  if (!proof.complete) throw incomplete(connector, kind, proof.reason, proof.cause);
  if (proof.counted !== records.length) {
    throw incomplete(connector, kind, `${proof.counted} records were counted and ${records.length} arrived`);
  }
  const declaration = connector.kinds.find((one) => one.kind === kind);
  // What is made of parts (memberships) is as complete as they are; systems give no total of it.
  const isCounted = declaration?.list === 'counted' && !declaration.identity.parts;
  if (proof.total === undefined ? isCounted : proof.total !== records.length) {
    const said = proof.total === undefined ? 'does not say how many there are' : `says there are ${proof.total}`;
    throw incomplete(connector, kind, `${connector.title} ${said}, and ${records.length} arrived`);
  }
  const ids = new Set<string>();
  for (const { remote } of records) ids.add(remote);
  if (ids.size !== records.length) throw incomplete(connector, kind, 'the same record arrived twice');
  return records;
}

function incomplete(connector: Connector, kind: Kind, reason: string, cause?: Finding): RollcallError {
  return new RollcallError(
    'READ_INCOMPLETE',
    `${connector.id}: the ${kind} could not be read completely: ${reason.replace(/\.$/, '')}.`,
    cause && { next: cause.next, findings: [cause] },
  );
}
