import fc from 'fast-check'

/** The same cases in every run, so that a failure is one for everybody; `HAECHI_SEED=random` looks for new ones. */
const seed = process.env.HAECHI_SEED ?? '20261126'
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) })
