import type { MediaFacts, PictureFacts } from './media-facts.ts'

/** Facts of a 3D item that hold nothing but pictures. */
export function factsOfPictures(pictures: readonly PictureFacts[], whole = true): MediaFacts {
  return {
    ...{ version: '1', kind: 'model3d', format: 'glb', bytes: 9, findings: [], item: undefined },
    ...{ pictures, whole },
    digests: { md5: '', sha1: '', sha256: '' },
  }
}
