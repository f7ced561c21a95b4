import type { DatasetId } from '../dataset/dataset.ts'
import type { ModelId, Thresholds } from '../train/candidate.ts'

/** A figure with its 95 % interval; `of`: rows, or cases, that it is taken over. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly of: number
}

/** What is done from a threshold on. */
export type Use = 'review' | 'act' | 'actForGood'

/** How it does when rows from a threshold on are taken. */
export interface OperatingPoint {
  readonly use: Use
  readonly threshold: number
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
  /** Undefined where there is nothing to take a share of. */
  readonly precision: Estimate | undefined
  readonly recall: Estimate | undefined
  readonly falsePositiveRate: Estimate | undefined
  readonly f1: number
}

/** How one label is told apart, at whatever threshold. */
export interface LabelFigures {
  readonly label: string
  readonly rows: number
  readonly positives: number
  readonly auc: Estimate | undefined
  readonly averagePrecision: Estimate | undefined
  /** The best F1 on the rows, and from which score on: an upper bound, since chosen on them. */
  readonly bestF1: number
  readonly bestF1At: number
}

/** A point of a curve; thresholds fall. */
export interface CurvePoint {
  readonly threshold: number
  readonly precision: number
  readonly recall: number
  readonly falsePositiveRate: number
}

/** A bin of the reliability diagram: bins hold as many rows each. */
export interface ReliabilityBin {
  readonly rows: number
  readonly said: number
  readonly there: Estimate
}

export interface Calibration {
  /** `out-of-fold`: fitted on parts of train that the model had not seen; `platt`, `temperature`: on tune. */
  readonly method: 'out-of-fold' | 'platt' | 'temperature'
  /** Debiased squared error (A. Kumar et al., 2019), below 0 by chance; `high`: its 95 % upper bound over groups. */
  readonly squaredError: Estimate
  readonly bins: readonly ReliabilityBin[]
  readonly brier: number
  readonly logLoss: number
}

/** Rows that have something in common. Below the least number of labels they are for review only, whatever the figures. */
export interface SliceFigures {
  readonly by: 'language' | 'script' | 'surface' | 'world' | 'accountAge' | 'length' | 'identity'
  readonly value: string
  readonly rows: number
  readonly groups: number
  readonly violating: number
  readonly enough: boolean
  readonly auc: Estimate | undefined
  /** At `act`, or at `review` where the model may not act. */
  readonly precision: Estimate | undefined
  readonly recall: Estimate | undefined
  readonly falsePositiveRate: Estimate | undefined
}

/** A row that the model is most wrong about: by hash, so that who may see content can fetch it. */
export interface WorstError {
  readonly row: number
  readonly hash: string
  readonly violates: boolean
  readonly score: number
}

/** How it does on the cases of one functionality of a suite. */
export interface FunctionalityFigures {
  readonly name: string
  readonly cases: number
  readonly right: Estimate
  readonly incumbentRight: number | undefined
  /** Every case must be right. */
  readonly mustPass: boolean
  /** Cases by their ids that are wrong, at most ten. */
  readonly wrong: readonly string[]
}

export interface SuiteFigures {
  readonly suite: string
  readonly sha256: string
  /** From which score on a case counts as found; those of functionalities that must pass from `act` on, where it is certified. */
  readonly threshold: number
  readonly cases: number
  readonly right: Estimate
  /** Mean over functionalities, each counting the same. */
  readonly macro: number
  readonly functionalities: readonly FunctionalityFigures[]
  /** Cases that this model has right and the incumbent wrong, the other way round, and the exact two-sided p (McNemar). */
  readonly againstIncumbent: Paired | undefined
}

/** Whether a term for one group of people moves the score otherwise than one for another. */
export interface IdentitySwap {
  readonly templates: number
  readonly terms: number
  /** Largest distance between scores of one template over terms: mean over templates, and the largest. */
  readonly meanGap: number
  /** Upper bound of the mean over all sentences of this form, of one-sided error 5 %; not there in evaluations of old. */
  readonly meanGapHigh?: number
  readonly largestGap: number
  /** Templates whose answer at the threshold hangs on the term. */
  readonly flips: Estimate
  readonly worstTerms: readonly { readonly term: string; readonly meanShift: number }[]
}

/** How often a disguise hides what was found without it. */
export interface TransformFigures {
  readonly transform: string
  /** Whether what is hidden is still in the text; else it is shown, and no bar is set for it. */
  readonly canBeRead: boolean
  /** Violating rows that are found as they are (from the review threshold on), and that the transform changes. */
  readonly found: number
  /** Those of them that nobody would see any more. */
  readonly hidden: number
  /** Share that is hidden, with the one-sided 95 % Clopper-Pearson bound as `high`. */
  readonly evasion: Estimate
  /** Of those acted on as they are: how many, and how many are at most ranked in disguise. Undefined: it may not act. */
  readonly acted: { readonly found: number; readonly lost: number } | undefined
}

export interface LatencyFigures {
  readonly calls: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Not exceeded by the 99th percentile with 95 % confidence, whatever the distribution; undefined: too few calls. */
  readonly p99BoundMs: number | undefined
  readonly textsPerSecond: number
}

/** One input that must give a finite score from 0 to 1, and the same one twice. */
export interface NumericCase {
  readonly name: string
  readonly ok: boolean
  readonly says: string
}

/** Two models on the same rows: those that only one has right. */
export interface Paired {
  readonly onlyThis: number
  readonly onlyOther: number
  /** Two-sided exact McNemar. */
  readonly p: number
}

/** Another model beside it on the same rows. */
export interface Rival {
  readonly kind: 'word-list' | 'incumbent'
  readonly model: string
  readonly auc: Estimate | undefined
  readonly averagePrecision: Estimate | undefined
  /** Recall at the precision bar, or undefined where it never reaches it; of this model and of the other. */
  readonly recallAtBar: { readonly this: number | undefined; readonly other: number | undefined }
  /** Average precision of this model less the other's, by resampling the same groups. */
  readonly gain: Estimate | undefined
  /** Right at each one's best threshold. */
  readonly paired: Paired
}

/** A point of the training: what had been learnt when. */
export interface LearningPoint {
  /** `fold 1` …, `all`; or `share` for a model learnt from that share of the rows. */
  readonly phase: string
  /** Epochs done, or the share of rows, 0 to 1. */
  readonly at: number
  /** Mean loss on the rows learnt from. */
  readonly loss: number | undefined
  /** Average precision of `violates` on rows that were held out. */
  readonly averagePrecision: number | undefined
}

/** What blocks of features are worth: the model without one. */
export interface Ablation {
  readonly block: string
  /** Average precision with it less without it, by resampling the same groups. */
  readonly gain: Estimate
  readonly microsecondsPerText: number
  readonly bytes: number
}

/**
 * How a model does: on tune rows, on suites, and on disguised texts. Bounded in size and without any text of the data; rows
 * stand by number and hash. Nothing in it comes from labels of certify rows, except which thresholds were certified.
 */
/** How well the classes of a model that tells several apart are told: the class with the highest score is the one taken. */
export interface ClassFigures {
  readonly rows: number
  /** Rows that were put into their own class. */
  readonly right: number
  readonly each: readonly {
    readonly label: string
    /** Rows of the class, those of them that were put into it, and all that were put into it. */
    readonly rows: number
    readonly right: number
    readonly taken: number
    /** The class that most of the others of its rows were put into; undefined: all are right. */
    readonly confusedWith: string | undefined
  }[]
}

export interface ModelEvaluation {
  readonly form: 1
  /** What its rows are; not there: texts. */
  readonly content?: 'image'
  readonly model: ModelId
  readonly task: string
  readonly dataset: DatasetId
  readonly rows: number
  readonly violating: number
  /** Independent groups of rows; intervals resample these. */
  readonly groups: number
  readonly thresholds: Thresholds
  readonly operating: readonly OperatingPoint[]
  readonly labels: readonly LabelFigures[]
  /** Of a model whose labels shut each other out; on tune rows. */
  readonly classes?: ClassFigures
  readonly curve: readonly CurvePoint[]
  readonly calibration: Calibration
  readonly slices: readonly SliceFigures[]
  readonly worst: readonly WorstError[]
  readonly suites: readonly SuiteFigures[]
  readonly identitySwap: IdentitySwap | undefined
  readonly robustness: readonly TransformFigures[]
  readonly latency: LatencyFigures
  readonly numerics: readonly NumericCase[]
  readonly rivals: readonly Rival[]
  readonly learning: readonly LearningPoint[]
  /** What is not measured and why, in words. */
  readonly notes: readonly string[]
}
