import { fitTextModel } from '../src/lab/text/fit-text-model.ts'
import type { LabelledText } from '../src/lab/text/labelled-text.ts'
import { modelFiles } from '../src/pack/models-pack.fixture.ts'
import type { PackFiles } from '../src/pack/pack.ts'
import { writeModel } from '../src/signals/text-model/write-model.ts'

const RUDE = ['dunderhead', 'clodpole', 'nincompoop', '멍청이', '얼간이', 'blockhead']
const KIND = ['lovely', 'friend', 'thanks', '고마워', '반가워', 'sunshine']
const AROUND = [
  'you are a % today',
  'hey % over there',
  '너는 진짜 % 같아',
  'what a %',
  '% % !',
  'so % of you',
]

/** Sentences made of a few words, each with its label: easy on purpose. */
function rows(): LabelledText[] {
  return [...RUDE, ...KIND].flatMap((word) =>
    AROUND.flatMap((around, i) => [
      { text: around.replaceAll('%', word), labels: [RUDE.includes(word) ? 'insult' : 'fine'] },
      { text: `${around.replaceAll('%', word)} ${i}`, labels: [RUDE.includes(word) ? 'insult' : 'fine'] },
    ]),
  )
}

let made: Record<string, Uint8Array> | undefined

/** The files of a small linear model with the labels `fine` and `insult`, learnt from made-up sentences. */
export function linearFiles(): Record<'model.json' | 'weights.bin', Uint8Array> {
  made ??= (() => {
    const { json, weights } = writeModel(
      fitTextModel({ name: 'rude', rows: rows(), multiLabel: false }).parts,
    )
    return { 'model.json': new TextEncoder().encode(json), 'weights.bin': weights }
  })()
  return made as Record<'model.json' | 'weights.bin', Uint8Array>
}

/** The same as a pack holds them. */
export function linearPackFiles(name: string): PackFiles {
  return modelFiles(name, linearFiles())
}
