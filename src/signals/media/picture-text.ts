import type { PdqHash } from '../hash/pdq-hash.ts'
import type { MediaFacts, PictureFacts } from './media-facts.ts'
import type { MediaId } from './media-host.ts'

/*
 * What the lab keeps, learns from and scores in place of a text when a task is about pictures: one line that names the picture's
 * file and says how it looks to a model. So rows of pictures are imported, hashed, kept and erased as rows of text are.
 */

/** A picture as such a line says it. */
export interface PictureLine {
  readonly media: MediaId
  /** Undefined where it is too small or flat for a hash to mean anything. */
  readonly pdq: PdqHash | undefined
  /** SHA-256 of the model that made the embedding. */
  readonly model: string
  readonly embedding: Float32Array
}

const PREFIX = 'haechi-picture/1 '
const FORM =
  /^haechi-picture\/1 (sha256:[0-9a-f]{64}) ([0-9a-f]{64}|-) ([0-9a-f]{64}) ([A-Za-z0-9+/]+={0,2})$/

export function isPictureText(text: string): boolean {
  return text.startsWith(PREFIX)
}

/** Writes the line. The embedding is rounded to 16 bits a number (bfloat16: three digits), wherever it is used after. */
export function writePictureText({ media, pdq, model, embedding }: PictureLine): string {
  const bits = new Uint32Array(Float32Array.from(embedding).buffer)
  const halves = Uint16Array.from(bits, (word) =>
    Math.min(0xffff, (word + 0x7fff + ((word >>> 16) & 1)) / 65_536),
  )
  return `${PREFIX}${media} ${pdq ?? '-'} ${model} ${Buffer.from(halves.buffer).toString('base64')}`
}

/** Reads the line; undefined when it is none, is damaged, or has a number that is none. */
export function readPictureText(text: string): PictureLine | undefined {
  const found = FORM.exec(text)
  if (found === null) return undefined
  const [, media, pdq, model, base64] = found
  const bytes = Buffer.from(base64!, 'base64')
  if (bytes.length % 2 !== 0) return undefined
  const words = new Uint32Array(bytes.length / 2)
  for (let i = 0; i < words.length; i++) words[i] = bytes.readUInt16LE(i * 2) << 16
  const embedding = new Float32Array(words.buffer)
  if (!embedding.every(Number.isFinite)) return undefined
  return {
    ...{ media: media as MediaId, model: model!, embedding },
    pdq: pdq === '-' ? undefined : (pdq as PdqHash),
  }
}

/** The pictures of a file as lines, by their names; those that the model made no embedding of are left out. */
export function pictureTexts(
  media: MediaId,
  { pictures }: Pick<MediaFacts, 'pictures'>,
  model: string,
): readonly { readonly name: string; readonly text: string }[] {
  return pictures.flatMap(({ name, pdq, embeddings }: PictureFacts) => {
    const embedding = embeddings[model]
    if (embedding === undefined) return []
    const line = { media, pdq: pdq?.hash, model, embedding: Float32Array.from(embedding) }
    return [{ name, text: writePictureText(line) }]
  })
}

/** What of a line is the picture's own: without the name of the model, which all lines of a task have. A text stays as it is. */
export function ownPartOf(text: string): string {
  if (!isPictureText(text)) return text
  const [, media, pdq, , embedding] = text.split(' ')
  return `${media} ${pdq} ${embedding}`
}
