import { z } from 'zod'
import { Event } from '../../core/event.ts'
import { DecisionId } from '../../core/id.ts'
import { Severity } from '../../core/severity.ts'
import { Verdict } from '../../core/verdict.ts'
import { Language } from './decisions.ts'

/** `sha256:` and 64 hexadecimal digits, small letters: a file by what it holds. */
export const MediaIdText = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hexadecimal digits')

export const MediaKindName = z.enum(['image', 'model3d', 'video'])

/** x, y, width and height, each 0 to 1 of the picture, from its upper left corner. */
export const MediaBox = z.tuple([z.number(), z.number(), z.number(), z.number()])

/** The file as it was taken. */
export const UploadReply = z.object({
  id: MediaIdText,
  kind: MediaKindName,
  bytes: z.int(),
  /** Whether it was here before. */
  known: z.boolean(),
})
export type UploadReply = z.infer<typeof UploadReply>

export const MediaParams = z.strictObject({ id: MediaIdText })
export type MediaParams = z.infer<typeof MediaParams>

export const PictureName = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9]*([._-][a-zA-Z0-9]+)*$/, 'expected the name of a picture, such as view.front')

export const PictureParams = z.strictObject({ id: MediaIdText, name: PictureName })
export type PictureParams = z.infer<typeof PictureParams>

/** Ids of slot profiles, with commas between them. */
const SlotIds = z
  .string()
  .max(1000)
  .regex(
    /^[a-z][a-z0-9_.-]*(,[a-z][a-z0-9_.-]*)*$/,
    'expected ids of slot profiles, with commas between them',
  )

export const MediaQuery = z.strictObject({
  /** The decision that the file is looked at for: what it held the file against comes along. */
  decision: DecisionId.exactOptional(),
})
export type MediaQuery = z.infer<typeof MediaQuery>

export const PictureQuery = z.strictObject({
  /** Whether what was found is outlined in it; `yes` unless said otherwise. */
  marked: z.enum(['yes', 'no']).exactOptional(),
  /** Of what slots mind, only what these do is outlined. Not given: of a file held against one alone, what that minds; else nothing of it. */
  slots: SlotIds.exactOptional(),
})
export type PictureQuery = z.infer<typeof PictureQuery>

/** A place in a picture, and what it shows. */
export const PictureMark = z.object({
  box: MediaBox,
  why: z.enum(['text', 'code', 'exposure', 'bank', 'finding']),
  /** The body region, the bank or the code that it is about; empty for writing. */
  of: z.string(),
  /** In a few words, without what was read. */
  says: z.string(),
  /** The slot profiles that mind it; empty: it is so whatever the slot. */
  slots: z.array(z.string()),
})
export type PictureMark = z.infer<typeof PictureMark>

/** Writing that was read in a picture: content, shown as the file is. */
export const PictureText = z.object({
  text: z.string(),
  confidence: z.number(),
  box: MediaBox,
  by: z.enum(['ocr', 'code']),
})

/** A picture of a file: itself, a frame, or a view, texture, mesh or island of a 3D item. */
export const MediaPicture = z.object({
  name: z.string(),
  width: z.int(),
  height: z.int(),
  /** By model, by label, 0 to 1. */
  scores: z.record(z.string(), z.record(z.string(), z.number())),
  texts: z.array(PictureText),
  marks: z.array(PictureMark),
})
export type MediaPicture = z.infer<typeof MediaPicture>

export const MediaFinding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  /** Where in the file: a JSON pointer, or a part of it. */
  at: z.string(),
  says: z.string(),
})
export type MediaFinding = z.infer<typeof MediaFinding>

/** A 3D item held against a slot of a world. */
export const SlotDecision = z.object({
  /** Id of the slot profile. */
  slot: z.string(),
  /** The slot that it is for, such as `top`; `any`: whatever the slot. */
  of: z.string(),
  verdict: z.enum(['allow', 'hold', 'block']),
  findings: z.array(MediaFinding),
  figures: z.record(z.string(), z.number()),
})

/** How much of a region of the body an item leaves bare. */
export const RegionBare = z.object({
  slot: z.string(),
  region: z.string(),
  /** 0 to 1. */
  bare: z.number(),
  /** The most that the slot lets be. */
  most: z.number(),
  /** Name of the picture that shows it best, and where. */
  view: z.string(),
  box: MediaBox,
})

/** A known hash that the file is near, in a bank that is not sealed. */
export const MediaMatch = z.object({
  bank: z.string(),
  member: z.int(),
  distance: z.int(),
  /** Null: the file as a whole. */
  picture: z.string().nullable(),
  /** Of a known video; null: it is none. */
  video: z
    .object({
      /** 0 to 1: of the file's frames those that the known video has, and of the known video what the file has. */
      file: z.number(),
      known: z.number(),
      /** Frames of the file, and the second of the known video that each is like. */
      frames: z.array(
        z.object({
          picture: z.string(),
          seconds: z.number().nullable(),
          at: z.number(),
          distance: z.int(),
        }),
      ),
    })
    .nullable(),
})

/** What is known of a file. `waiting`: it is being looked at; `held`: nothing of it is shown, and a person decides. */
export const MediaReply = z.object({
  id: MediaIdText,
  state: z.enum(['waiting', 'looked', 'held']),
  kind: MediaKindName,
  format: z.string().nullable(),
  bytes: z.int(),
  firstSentAt: z.iso.datetime(),
  lastSentAt: z.iso.datetime(),
  /** The gravest that a decision about it saw; null: none was made yet. */
  severity: Severity.nullable(),
  /** What was measured; null while it is not, or where nothing is shown. */
  facts: z
    .object({
      version: z.string(),
      /** False: some of it could not be looked at, so it is held. */
      whole: z.boolean(),
      findings: z.array(MediaFinding),
      pictures: z.array(MediaPicture),
      slots: z.array(SlotDecision),
      /** Ids of those that the decision asked about used; null: none was asked about, or that is not known. */
      used: z.array(z.string()).nullable(),
      exposure: z.array(RegionBare),
      matches: z.array(MediaMatch),
    })
    .nullable(),
})
export type MediaReply = z.infer<typeof MediaReply>

export const NearQuery = z.strictObject({
  /** 10 unless said otherwise. */
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'expected a whole number from 1 to 100')
    .exactOptional(),
})
export type NearQuery = z.infer<typeof NearQuery>

/** The items of the catalogue that are most like a file, the most similar first. */
export const NearReply = z.object({
  near: z.array(
    z.object({
      /** As `item:ID`. */
      item: z.string(),
      media: MediaIdText,
      /** 0 to 1: 1 is the same. */
      similarity: z.number(),
      by: z.enum(['looks', 'shape', 'texture']),
      seenAt: z.iso.datetime(),
      /** Whether whoever asks may see that file. */
      shown: z.boolean(),
    }),
  ),
})
export type NearReply = z.infer<typeof NearReply>

export const PrecheckRequest = z.strictObject({
  event: Event,
  /** Of the notices; English unless said otherwise. */
  language: Language.exactOptional(),
})
export type PrecheckRequest = z.infer<typeof PrecheckRequest>

/** A picture that shows why. */
export const ReasonPicture = z.object({
  media: MediaIdText,
  name: z.string(),
  /** Path of the picture with what was found outlined, on this service; it asks for the same key. */
  url: z.string(),
  marks: z.array(PictureMark),
})
export type ReasonPicture = z.infer<typeof ReasonPicture>

/** What would be decided. Nothing of it is kept but the file, nothing is counted, nothing has effect. */
export const PrecheckReply = z.object({
  verdict: Verdict,
  /** A person would look at it before it is shown; then there may be no reasons to tell. */
  person: z.boolean(),
  reasons: z.array(
    z.object({
      rule: z.string(),
      policy: z.string(),
      severity: Severity,
      verdict: Verdict.exactOptional(),
      /** Title of the policy, and what its player is told. */
      title: z.string(),
      notice: z.string(),
      saw: z.record(z.string(), z.json()),
      pictures: z.array(ReasonPicture),
    }),
  ),
  /** The files that the event names. */
  media: z.array(
    z.object({
      id: MediaIdText,
      feature: z.string(),
      findings: z.array(MediaFinding),
    }),
  ),
  ruleset: z.string(),
  latencyMs: z.number(),
})
export type PrecheckReply = z.infer<typeof PrecheckReply>
