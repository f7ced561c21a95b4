import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CliFailure } from '../failure.ts'
import { type LineSink, lineSink } from '../line-sink.ts'
import { WrittenLine } from './result-line.ts'

/** A file of results that holds whole lines only, and the point to go on from. */
export interface ResultsFile {
  /** The last line of the input that it has a result for; 0: none. */
  readonly lastLine: number
  readonly sink: LineSink
  /** Writes what is left and puts it on the disk. */
  close(): Promise<void>
}

const CHUNK = 256 * 1024

/** Opens the results of an earlier run, or new ones. A half-written last line is cut off; `seen` gets each whole one. */
export async function openResultsFile(
  path: string,
  shown: string,
  seen: (line: WrittenLine) => void,
): Promise<ResultsFile> {
  let handle: FileHandle | undefined
  try {
    await mkdir(dirname(path), { recursive: true })
    handle = await open(path, 'a+')
    const { lastLine, end } = await readBack(handle, shown, seen)
    await handle.truncate(end)
    const file = handle
    const sink = lineSink(async (text) => {
      await file.appendFile(text)
    })
    return {
      lastLine,
      sink,
      async close() {
        try {
          await sink.flush()
          await file.sync()
        } finally {
          await file.close()
        }
      },
    }
  } catch (fault) {
    await handle?.close()
    if (fault instanceof CliFailure) throw fault
    const code = (fault as NodeJS.ErrnoException).code
    throw new CliFailure('usage', `${shown} cannot be written (${code}); choose another --out`, fault)
  }
}

async function readBack(
  handle: FileHandle,
  shown: string,
  seen: (line: WrittenLine) => void,
): Promise<{ lastLine: number; end: number }> {
  const buffer = Buffer.alloc(CHUNK)
  let rest: Buffer = Buffer.alloc(0)
  let position = 0
  let lastLine = 0
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, CHUNK, position)
    if (bytesRead === 0) break
    position += bytesRead
    let bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)])
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a)) {
      const written = parseLine(bytes.toString('utf8', 0, end))
      if (!written || written.line <= lastLine)
        throw new CliFailure(
          'usage',
          `${shown} holds something else than results of haechi screen, and is not overwritten; choose another --out`,
        )
      lastLine = written.line
      seen(written)
      bytes = bytes.subarray(end + 1)
    }
    rest = bytes
  }
  // What follows the last line break was being written when that run was killed; a foreign file is not cut.
  if (rest.length > 0 && !rest.toString('utf8').startsWith('{"line":'.slice(0, rest.length)))
    throw new CliFailure(
      'usage',
      `${shown} holds something else than results of haechi screen, and is not overwritten; choose another --out`,
    )
  return { lastLine, end: position - rest.length }
}

function parseLine(text: string): WrittenLine | undefined {
  try {
    return WrittenLine.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
