export class GateKeeper {
  open(): void {}
}
