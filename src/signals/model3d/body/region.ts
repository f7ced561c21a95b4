/** Regions of the mannequin's surface, both sides of the body together. */
export const REGIONS = [
  ...(['head', 'neck', 'shoulders', 'upper_chest', 'chest', 'abdomen'] as const),
  ...(['back', 'lower_back', 'sides', 'hips', 'groin', 'buttocks', 'crotch'] as const),
  ...(['upper_arms', 'lower_arms', 'hands', 'thighs', 'shins', 'feet'] as const),
] as const

export type Region = (typeof REGIONS)[number]

/** The most of each region that may be bare, 0 to 1; regions that are left out are not asked. */
export type Mask = Readonly<Partial<Record<Region, number>>>
