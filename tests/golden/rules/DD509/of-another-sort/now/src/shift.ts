export type Shift = 'day' | 'night'
