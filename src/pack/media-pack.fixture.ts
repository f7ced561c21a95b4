import type { PackFiles } from './pack.ts'
import { changed, SMALL_PACK } from './small-pack.fixture.ts'

/** The small pack with an event type that is a picture, one that is an item, and signals of both. */
export const MEDIA_PACK: PackFiles = {
  ...changed(
    'haechi.yaml',
    'signals:\n',
    `  picture.change:
    actor: account
    features:
      picture: { type: image, required: true }
  item.listing:
    actor: account
    target: item
    features:
      mesh: { type: model3d, required: true }
signals:
  known: { kind: hash_match, of: picture, banks: [known_bad] }
  picture_insults: { kind: terms, of: picture, banks: [insults_en] }
  item_file: { kind: item, of: mesh, profile: hat }
  copies: { kind: copies, of: mesh }
`,
    SMALL_PACK,
  ),
  'banks/known_bad.yaml': 'bank: known_bad\nkind: hashes\npolicy: harassment.insult\n',
  'profiles.yaml':
    'hat: { world: tests, slot: hat, triangles: 4000, wear: hat, mask: { chest: 20%, hips: 0.1 } }\n',
  'rules/media.yaml': `- id: picture.known
  policy: harassment.insult
  on: picture.change
  when: known.matched
  then: { verdict: block }
- id: picture.insult
  policy: harassment.insult
  on: picture.change
  when: picture_insults.count > 0
  then: { verdict: hold }
- id: item.broken
  policy: harassment.insult
  on: item.listing
  when: item_file.errors > 0 || size(item_file.exposed) > 0
  then: { verdict: block }
- id: item.copy
  policy: harassment.insult
  on: item.listing
  when: copies.similarity > 0.8
  then: { verdict: hold }
`,
}
