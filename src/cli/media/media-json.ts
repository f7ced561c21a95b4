import { figuresAgainst } from './figures-against.ts'
import type { JudgedFile } from './judged-file.ts'

/** What is printed and written of a judged file for programs; embeddings and signatures stay away: they are large and mean nothing alone. */
export function mediaJson(judged: JudgedFile): object {
  const { file, verdict, reasons, facts, profile, findings, matches, near, terms, models, unasked } = judged
  const { kind, format, bytes, digests, whole, pictures, version, item } = facts
  return {
    ...{ file, verdict, kind, format: format ?? null, bytes, whole, digests, reasons, findings },
    ...(profile !== undefined && {
      profile: profile.id,
      figures: Object.fromEntries(
        figuresAgainst(judged).map(({ name, value, most }) => [name, { value, most: most ?? null }]),
      ),
      exposure: item?.exposure[profile.id] ?? [],
    }),
    pictures: pictures.map(({ name, width, height, pdq, scores, texts }) => ({
      ...{ name, width, height, pdq: pdq?.hash ?? null, quality: pdq?.quality ?? 0, scores, texts },
    })),
    ...{ matches, near, terms, models, unasked: unasked ?? null, version },
  }
}
