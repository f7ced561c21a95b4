import type { FileFacts } from './dataset.ts'

/** Under which licence files were given and where they are from, as was said at their import; undefined: never said. */
export interface Origin {
  readonly licence: string | undefined
  readonly source: string | undefined
}

export const NOT_STATED = 'not stated'

/** What is said of the files of a dataset, each thing once; where some say nothing that is said too. */
export function originOf({
  files,
}: {
  readonly files: readonly Pick<FileFacts, 'licence' | 'source'>[]
}): Origin {
  return {
    licence: joined(files.map(({ licence }) => licence)),
    source: joined(files.map(({ source }) => source)),
  }
}

function joined(said: readonly (string | undefined)[]): string | undefined {
  if (said.every((one) => one === undefined)) return undefined
  return [...new Set(said.map((one) => one ?? NOT_STATED))].join('; ')
}
