export const lamp = 2
