package com.torrust.deployer.cli;

import com.torrust.deployer.cli.command.Invocation;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands; those of ours get the invocation they run for. */
final class CommandFactory implements IFactory {

  private final Invocation invocation;

  CommandFactory(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    try {
      Constructor<K> constructor = type.getDeclaredConstructor(Invocation.class);
      return constructor.newInstance(invocation);
    } catch (NoSuchMethodException notOurs) {
      return CommandLine.defaultFactory().create(type);
    }
  }
}
