package com.torrust.deployer.cli.command;

import com.torrust.deployer.cli.output.Result;
import com.torrust.deployer.cli.syntax.Command;
import com.torrust.deployer.cli.syntax.Example;
import com.torrust.deployer.cli.syntax.Input;
import com.torrust.deployer.cli.syntax.Synopsis;
import io.vavr.control.Either;

/** {@code docs completion}. */
final class DocsCompletionCommand implements Command {

  private final Input<Shell> shell =
      Input.choice(0, Shell.class).label("<SHELL>").required().says("bash, zsh or fish.");

  @Override
  public Synopsis synopsis() {
    return Synopsis.of(
            "completion", "Print the script by which a shell completes this program's words.")
        .addDetails(
            "Completes commands, options, their values, files and the names of environments.")
        .addExamples(
            new Example(
                "docs completion bash >"
                    + " ~/.local/share/bash-completion/completions/torrust-tracker-deployer",
                "for bash"),
            new Example(
                "docs completion zsh > ~/.zfunc/_torrust-tracker-deployer",
                "for zsh, with ~/.zfunc in $fpath"),
            new Example(
                "docs completion fish > ~/.config/fish/completions/torrust-tracker-deployer.fish",
                "for fish"))
        .addInputs(shell)
        .build();
  }

  @Override
  public int run(Invocation invocation) {
    return invocation.answer(
        deployer ->
            Either.right(
                new Result.Literal(
                    Reference.text(Reference.completion(Input.word(shell.value())))
                        .stripTrailing())));
  }
}
