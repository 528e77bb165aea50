/** What a file really is, in words for a clerk, and how to make a CSV file of it. */
export interface ForeignFormat {
  readonly what: string;
  readonly next: string;
}

/** Recognises files that are no CSV whatever their name says; undefined for what may be text. */
export function recogniseForeignFormat(bytes: Uint8Array): ForeignFormat | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 512));
  const text = start.startsWith('\xef\xbb\xbf') ? start.slice(3) : start;
  return formats.find(({ mark }) => (typeof mark === 'string' ? start.startsWith(mark) : mark.test(text)));
}

const saveAsCsv = 'Open it in Excel or LibreOffice and use "Save as" with "CSV UTF-8 (comma delimited)".';

/** The first bytes by which each format is known, read as Latin-1: exactly these, or text that looks like this. */
const formats: readonly (ForeignFormat & { readonly mark: string | RegExp })[] = [
  { mark: 'PK\x03\x04', what: 'a spreadsheet (.xlsx, .ods) or another zip archive', next: saveAsCsv },
  { mark: '\xd0\xcf\x11\xe0', what: 'an old or protected Excel file (.xls)', next: saveAsCsv },
  {
    mark: '%PDF-',
    what: 'a PDF document',
    next: 'Ask the HRIS for an export as CSV; a PDF cannot be read as a table.',
  },
  { mark: '\x1f\x8b', what: 'a gzip archive', next: 'Unpack it and commit the CSV file inside.' },
  { mark: '{\\rtf', what: 'an RTF document', next: saveAsCsv },
  {
    mark: /^\s*<(?:!doctype|html|head|body|table|meta|script)/i,
    what: 'a web page (HTML), perhaps a login page',
    next: 'Sign in to the HRIS and download the export again; where Excel opens it, save it as "CSV UTF-8".',
  },
  { mark: /^\s*<\?xml/i, what: 'an XML file, perhaps an Excel 2003 sheet', next: saveAsCsv },
  { mark: /^\s*(?:\{\s*["}]|\[\s*[[{\]])/, what: 'JSON', next: 'Ask the HRIS for an export as CSV.' },
];
