parser.add('--open-at')
const hour = process.env.GATE_HOUR
logger.info('gate.opened')
const opened = new Counter({ name: 'gate_opened_total' })
