import type { CellSum } from '../../src/lab/probation/ports.ts'
import type { Authority } from '../../src/lab/registry/authority.ts'
import type { ZooWorld } from './world.ts'

/** A part of the texts to which a model gives about one score. Shares from 0 to 1; masses of all bins come to 1. */
export interface Bin {
  readonly says: number
  /** Share of it that violates by the labels that were given. */
  readonly is: number
  /** The same of live traffic, as reviewers find it. */
  readonly live: number
  readonly mass: number
}

/** What a model does to one text beside its bins. */
export interface Asked {
  readonly text: string
  /** Number of the row; undefined: no row of the dataset, such as a case of a suite. */
  readonly row: number | undefined
  /** Name of the disguise that the row's text has. */
  readonly disguise: string | undefined
  /** What the bins say, or what is usual for a text that is no row. */
  readonly score: number
  /** Calls so far, this one included. */
  readonly call: number
}

/** What the files, thresholds and evidence of a model are beside those of an honest one. */
export interface Doctored {
  readonly files?: (world: ZooWorld) => Readonly<Record<string, Uint8Array>>
  /** Acts from here on, whatever was certified. */
  readonly act?: number
  /** The policy it says it was trained for. */
  readonly policyVersion?: string
  /** The dataset that its evidence is of. */
  readonly evidenceOf?: string
}

/** A simulated model: what it says, what is so, and what is wrong with it. */
export interface Animal {
  readonly kind: string
  /** `seen`: tests before live traffic can see it; `hidden`: only live traffic shows it. */
  readonly variant: 'seen' | 'hidden' | 'good'
  /** The most it may ever get: what is more is an unsafe promotion. */
  readonly most: Authority
  readonly bins: readonly Bin[]
  /** Other bins for texts of Hangul. */
  readonly hangul?: readonly Bin[]
  /** Share of live traffic that is Hangul; as in the dataset when it is left out. */
  readonly liveHangul?: number
  readonly score?: (asked: Asked, world: ZooWorld) => number
  /** Milliseconds that a call takes. */
  readonly ms?: number
  /** Other rows than those of the world. */
  readonly rows?: (world: ZooWorld) => ZooWorld
  readonly doctored?: Doctored
  /** What is counted of a day of live traffic beside its decisions. */
  readonly cells?: (day: number) => readonly Pick<CellSum, 'cell' | 'count'>[]
  /** The version of the policies on a day in shadow; that of the labels when it is left out. */
  readonly policyOn?: (day: number) => string
  /** So often it is trained anew by chance and tried on the same certify rows; 1 when it is left out. */
  readonly tries?: number
}

/** Bins of a model that is right in `right` of what it acts on; calibrated, and the world's labels are as many. */
export function binsOf(right: number, live = right): Bin[] {
  return [
    { says: right, is: right, live, mass: 0.3 },
    { says: 0.5, is: 0.5, live: 0.5, mass: 0.1 },
    { says: 0.2, is: 0.2, live: 0.2, mass: 0.1 },
    { says: 0.03, is: 0.03, live: 0.03, mass: 0.5 },
  ]
}
