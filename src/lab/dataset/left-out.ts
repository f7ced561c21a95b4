/**
 * Why a judgement makes no row. `content`: the event's content is kept no more. Of files: `file`: it is kept no more; `sealed`: it is
 * in a sealed bank, or about a policy of S0; `several`: it has more pictures than one, and nobody said which was meant; `unseen`: it
 * could not be looked at whole; `unscored`: no model of the pack makes what heads stand on.
 */
export type LeftOut = 'content' | 'file' | 'sealed' | 'several' | 'unseen' | 'unscored'

const WHY: Readonly<Record<LeftOut, string>> = {
  content: 'the content of what was judged is kept no more',
  file: 'the file that was judged is kept no more',
  sealed: 'the file is in a sealed bank, or was judged by a policy of S0: nothing of it is learnt',
  several: 'the file has several pictures, and a judgement does not say which one it means',
  unseen: 'the file could not be looked at whole',
  unscored:
    'no model of the live pack makes what heads of images stand on: declare one of `kind: lab` with `content: image`',
}

/** What was left out, in words: a count and a reason each, no content. */
export function leftOutSays(why: readonly LeftOut[]): string[] {
  return (Object.keys(WHY) as LeftOut[]).flatMap((one) => {
    const count = why.filter((other) => other === one).length
    if (count === 0) return []
    return [
      count === 1
        ? `1 judgement was left out, since ${WHY[one]}.`
        : `${count} judgements were left out, since ${WHY[one]}.`,
    ]
  })
}
