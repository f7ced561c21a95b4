/** Regions of the mannequin's surface, both sides of the body together. */
export const REGIONS = [
  ...(['head', 'neck', 'shoulders', 'upperChest', 'chest', 'abdomen'] as const),
  ...(['back', 'lowerBack', 'sides', 'hips', 'groin', 'buttocks', 'crotch'] as const),
  ...(['upperArms', 'lowerArms', 'hands', 'thighs', 'shins', 'feet'] as const),
] as const

export type Region = (typeof REGIONS)[number]

/** The most of each region that may be bare, 0 to 1; regions that are left out are not asked. */
export type Mask = Readonly<Partial<Record<Region, number>>>
