import jsQR from 'jsqr'
import type { ReadText } from '../../media/media-facts.ts'
import type { Picture } from '../picture.ts'
export function readCodes(_picture: Picture): ReadText[] {
  void jsQR
  return []
}
