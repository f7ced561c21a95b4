import { type Finding, Spent } from '../finding.ts'

export interface Container {
  readonly format: 'glb' | 'gltf'
  readonly json: Uint8Array
  /** The BIN chunk. */
  readonly bin?: Uint8Array
  readonly trailingBytes: number
  readonly findings: readonly Finding[]
}

const GLB = 0x46546c67
const JSON_CHUNK = 0x4e4f534a
const BIN_CHUNK = 0x004e4942

/** Splits a GLB into its chunks; anything that starts like JSON is a glTF. VRM files are GLBs. Throws Spent. */
export function splitContainer(bytes: Uint8Array): Container {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4) throw new Spent('not-a-model', 'file', 'The file is shorter than any model.')
  if (data.getUint32(0, true) !== GLB) return plain(bytes)
  if (bytes.length < 20) throw new Spent('truncated', 'header', 'The file ends within its header.')
  if (data.getUint32(4, true) !== 2)
    throw new Spent('wrong-version', 'header', 'Only GLB of version 2 is read.')
  const length = data.getUint32(8, true)
  if (length > bytes.length) {
    throw new Spent('truncated', 'header', `The header tells ${length} bytes, the file has ${bytes.length}.`)
  }

  const findings: Finding[] = []
  let json: Uint8Array | undefined
  let bin: Uint8Array | undefined
  let foreign = 0
  let at = 12
  for (let chunk = 0; at + 8 <= length; chunk++) {
    const size = data.getUint32(at, true)
    const kind = data.getUint32(at + 4, true)
    if (at + 8 + size > length) {
      throw new Spent('truncated', `chunk ${chunk}`, `The chunk of ${size} bytes goes beyond the file.`)
    }
    const content = bytes.subarray(at + 8, at + 8 + size)
    if (chunk === 0 && kind === JSON_CHUNK) json = content
    else if (chunk === 1 && kind === BIN_CHUNK) bin = content
    else foreign += size + 8
    at += 8 + size
  }
  if (json === undefined) throw new Spent('no-json', 'chunk 0', 'The first chunk is not JSON.')
  if (foreign > 0) {
    const says = `${foreign} bytes stand in chunks that glTF does not know.`
    findings.push({ code: 'foreign-chunk', severity: 'warning', at: 'file', says })
  }
  return { format: 'glb', json, ...(bin && { bin }), trailingBytes: bytes.length - at, findings }
}

function plain(bytes: Uint8Array): Container {
  const first = bytes.find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)
  if (first !== 0x7b) throw new Spent('not-a-model', 'file', 'The file is neither GLB nor glTF.')
  return { format: 'gltf', json: bytes, trailingBytes: 0, findings: [] }
}
