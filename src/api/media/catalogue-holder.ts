import type { Catalogue } from '../../signals/media/media-host.ts'

/** A catalogue that is loaded later: whoever asks holds this one, whoever loads it puts it in. */
export interface CatalogueHolder extends Catalogue {
  hold(catalogue: Catalogue): void
}

/** Before a catalogue is put in, asking is a mistake: it throws rather than finds nothing. */
export function catalogueHolder(): CatalogueHolder {
  let held: Catalogue | undefined
  return {
    hold(catalogue) {
      held = catalogue
    },
    near(facts, asked) {
      if (held === undefined) throw new Error('The catalogue is not loaded; a running service loads it.')
      return held.near(facts, asked)
    },
  }
}
