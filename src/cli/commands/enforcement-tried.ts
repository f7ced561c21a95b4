import type { ActPreview } from '../../api/contract/acts.ts'

/** What an act would do, in lines. */
export function renderPreview(preview: ActPreview): string {
  const { enforcements, strikes, labels, statements, messages, endpoints } = preview
  const lines = [
    ...enforcements.map((one) => {
      const end = one.until === null ? 'for ever' : `until ${one.until}`
      return `${one.enforcement} on ${one.target} would be ${one.state}${one.state === 'applied' ? ` ${end}` : ''}`
    }),
    `strikes taken back: ${strikes}; labels taken back: ${labels}`,
    `messages: ${messages} to ${endpoints} endpoints`,
    ...statements.flatMap(({ account, texts }) =>
      Object.entries(texts).map(([language, words]) => `\n${account} would be told [${language}]\n${words}`),
    ),
  ]
  return `${lines.join('\n')}\n`
}
