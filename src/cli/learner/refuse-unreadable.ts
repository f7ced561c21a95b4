import { CliFailure } from '../failure.ts'

/** Files that are no text, by the bytes that they begin with. */
const KNOWN = [
  [[0x1f, 0x8b], 'is compressed (gzip)', 'unpack it first: `gunzip -k`'],
  [[0x50, 0x4b, 0x03, 0x04], 'is an Excel workbook or a zip', 'save it as CSV, or unpack it'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'is compressed (zstd)', 'unpack it first: `unzstd -k`'],
  [[0x50, 0x41, 0x52, 0x31], 'is Parquet', 'write it as CSV or JSONL'],
] as const
/** The byte order marks of UTF-16. */
const WIDE = [
  [0xff, 0xfe],
  [0xfe, 0xff],
] as const
const LOOKED_AT = 4096

/** Refuses a file, by its first bytes, that cannot be labelled text; `isLines`: of JSON. Throws CliFailure that says what it is instead. */
export function refuseUnreadable(file: string, isLines: boolean, head: Uint8Array): void {
  const begins = (bytes: readonly number[]) => bytes.every((byte, i) => head[i] === byte)
  const known = KNOWN.find(([bytes]) => begins(bytes))
  if (known !== undefined) throw new CliFailure('usage', `${file} ${known[1]}; ${known[2]}`)
  if (!WIDE.some(begins) && head.subarray(0, LOOKED_AT).includes(0))
    throw new CliFailure(
      'usage',
      `${file} has NUL bytes: it is no text, or UTF-16 without a byte order mark; then convert it: \`iconv -f UTF-16LE -t UTF-8\``,
    )
  if (isLines && /^\ufeff?\s*\[/.test(new TextDecoder().decode(head.subarray(0, LOOKED_AT))))
    throw new CliFailure(
      'usage',
      `${file} is one JSON list; write an object a line: \`jq -c '.[]' FILE > FILE.jsonl\``,
    )
}
