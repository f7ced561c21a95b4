import { readPictureText, writePictureText } from '../../signals/media/picture-text.ts'

/** Pictures that have broken models, made of the form of one of the dataset. */
export function pictureCases(one: string): Readonly<Record<string, () => string>> {
  const line = readPictureText(one)
  if (line === undefined) return {}
  const withValues = (value: (at: number) => number) => () =>
    writePictureText({ ...line, embedding: line.embedding.map((_, at) => value(at)) })
  return {
    'embedding of zeros': withValues(() => 0),
    'embedding of huge values': withValues((at) => (at % 2 === 0 ? 1e30 : -1e30)),
    'embedding of tiny values': withValues(() => 1e-30),
    'embedding cut short': () => writePictureText({ ...line, embedding: line.embedding.subarray(0, 8) }),
    'embedding of another model': () => writePictureText({ ...line, model: '0'.repeat(64) }),
    'picture without a hash': () => writePictureText({ ...line, pdq: undefined }),
  }
}
