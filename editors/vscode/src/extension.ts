import * as vscode from "vscode";
import {
  LanguageClient,
  LanguageClientOptions,
  ServerOptions,
  TransportKind,
} from "vscode-languageclient/node";
import { find } from "./find";

const INSTALL = "pip install 'designdoc[lsp]'";
let client: LanguageClient | undefined;
let output: vscode.OutputChannel;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  output = vscode.window.createOutputChannel("designdoc");
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("designdoc.restart", restart),
    vscode.commands.registerCommand("designdoc.showOutput", () => output.show()),
    vscode.commands.registerCommand("designdoc.showReferences", showReferences),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("designdoc")) {
        void restart();
      }
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function restart(): Promise<void> {
  const running = client;
  client = undefined;
  await running?.stop();
  await start();
}

async function start(): Promise<void> {
  const settings = vscode.workspace.getConfiguration("designdoc");
  const folders = (vscode.workspace.workspaceFolders ?? []).map((each) => each.uri.fsPath);
  const found = find({
    configured: settings.get<string>("path", ""),
    folders,
    searchPath: process.env.PATH ?? "",
    platform: process.platform,
  });
  if (found.kind === "missing") {
    await tellMissing(found.looked);
    return;
  }
  const server: ServerOptions = {
    command: found.command,
    args: settings.get<string[]>("arguments", ["lsp", "--stdio"]),
    transport: TransportKind.stdio,
    options: folders.length > 0 ? { cwd: folders[0] } : {},
  };
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "untitled", language: "markdown" },
      { scheme: "file", language: "yaml" },
    ],
    outputChannel: output,
  };
  output.appendLine(`Starting ${found.command}`);
  client = new LanguageClient("designdoc", "designdoc", server, options);
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    await tellBroken(found.command, error);
  }
}

async function tellMissing(looked: readonly string[]): Promise<void> {
  output.appendLine("The program designdoc was not found. Looked for:");
  looked.forEach((each) => output.appendLine(`  ${each}`));
  output.appendLine(`Install it into the workspace's environment with: ${INSTALL}`);
  await offer(
    "designdoc is not installed in this workspace's .venv or venv, and not on PATH. " +
      `Install it there with: ${INSTALL} — or say where it is in the setting designdoc.path.`,
  );
}

async function tellBroken(command: string, error: unknown): Promise<void> {
  output.appendLine(`${command} did not start: ${String(error)}`);
  await offer(
    `${command} did not start as a language server. It may lack pygls: ${INSTALL}. ` +
      "The output says more.",
  );
}

async function offer(message: string): Promise<void> {
  const [copy, set, show] = ["Copy the command", "Open the setting", "Show the output"];
  const chosen = await vscode.window.showWarningMessage(message, copy, set, show);
  if (chosen === copy) {
    await vscode.env.clipboard.writeText(INSTALL);
  } else if (chosen === set) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "designdoc.path");
  } else if (chosen === show) {
    output.show();
  }
}

// What a code lens of the server does: the editor's own list of references at its place.
async function showReferences(
  address: string,
  position: { line: number; character: number },
): Promise<void> {
  const uri = vscode.Uri.parse(address);
  const place = new vscode.Position(position.line, position.character);
  const found = await vscode.commands.executeCommand<vscode.Location[]>(
    "vscode.executeReferenceProvider",
    uri,
    place,
  );
  await vscode.commands.executeCommand("editor.action.showReferences", uri, place, found ?? []);
}
