import { BadSuite } from './suite.ts'

/** A larger file is no suite of cases that somebody wrote. */
export const MOST_SUITE_BYTES = 8 * 1024 * 1024

/** The text of a suite's bytes; throws BadSuite when they are too many, or no UTF-8. */
export function suiteText(name: string, bytes: Uint8Array): string {
  if (bytes.length > MOST_SUITE_BYTES)
    throw new BadSuite(
      `${name} has ${Math.ceil(bytes.length / 1_048_576)} MiB; a suite has ${MOST_SUITE_BYTES / 1_048_576} at most: split it into several files`,
    )
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new BadSuite(`${name} is not UTF-8; save it as UTF-8`)
  }
}
