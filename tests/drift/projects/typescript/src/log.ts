export const logger = { info(event: string, values: object): void { console.log(event, values) } }
export const metrics = { counter(name: string): void { console.log(name) } }
