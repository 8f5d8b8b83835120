export const door = addCanvas()
