package dev.featured.adapters.cli;

import dev.featured.adapters.redis.DatabaseConfigException;
import dev.featured.adapters.redis.RedisUnavailable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What an operator did wrong, and a Redis that is away, is one line each. */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final IParameterExceptionHandler verbose;

  OneLineErrors(IParameterExceptionHandler verbose) {
    this.verbose = verbose;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) throws Exception {
    CommandLine command = e.getCommandLine();
    if (command.getParent() == null) {
      return verbose.handleParseException(e, arguments);
    }
    command.getErr().println(Printable.of(e.getMessage()));
    return ExitCodes.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result)
      throws Exception {
    if (e instanceof DatabaseConfigException || e instanceof RedisUnavailable) {
      command.getErr().println(Printable.of(e.getMessage()));
      return ExitCodes.FAILED;
    }
    throw e;
  }
}
