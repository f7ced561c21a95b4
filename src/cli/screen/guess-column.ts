import { didYouMean } from '../../core/suggest.ts'
import { CliFailure } from '../failure.ts'

/** Headings under which data sets keep their texts, the surest first. */
const USUAL = [
  'text',
  'content',
  'message',
  'comment',
  'comments',
  'comment_text',
  'test_case',
  'sentence',
  'tweet',
  'post',
  'body',
  'document',
  'utterance',
  'prompt',
  '문장',
  '내용',
  '댓글',
]

/** Which of some names is the likeliest for a text; undefined: none is. */
export function usualText(names: readonly string[]): string | undefined {
  const clean = names.map((name) => name.trim().toLowerCase())
  const at = USUAL.map((name) => clean.indexOf(name)).find((one) => one !== -1)
  return at === undefined ? undefined : names[at]
}

/**
 * The column that holds the text: the one named, else the likeliest by its heading. `option` names the column on the
 * command line. Throws CliFailure.
 */
export function guessColumn(
  headings: readonly string[],
  named: string | undefined,
  option: '--column' | '--text' = '--column',
): number {
  const clean = headings.map((heading) => heading.trim().toLowerCase())
  if (named !== undefined) {
    const at = clean.indexOf(named.trim().toLowerCase())
    if (at !== -1) return at
    throw new CliFailure('usage', `There is no column "${named}"; ${didYouMean(named, headings)}`)
  }
  const found = USUAL.map((name) => clean.indexOf(name)).find((at) => at !== -1)
  if (found !== undefined) return found
  if (headings.length === 1) return 0
  throw new CliFailure(
    'usage',
    `Which column holds the text? Pass ${option} with one of: ${listed(headings)}. The first line is taken for the headings.`,
  )
}

const SHOWN = 20
const LONGEST = 60

/** Headings for a message: without a heading, a line of texts stands in their place. */
export function listed(headings: readonly string[]): string {
  const shown = headings
    .slice(0, SHOWN)
    .map((one) => (one.length > LONGEST ? `${one.slice(0, LONGEST - 1)}…` : one))
  return shown.join(', ') + (headings.length > SHOWN ? `, and ${headings.length - SHOWN} more` : '')
}
