package com.torrust.deployer.cli.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.helpers.Reporter;
import org.slf4j.helpers.SubstituteLogger;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Gives libraries loggers that say nothing until a log file is open, so that commands which only
 * look never load Logback. As one of these exists for the whole virtual machine, its state is
 * static, as SLF4J's own is.
 */
public final class DeferredLogging implements SLF4JServiceProvider, ILoggerFactory {

  /** This library writes whole messages into its log, with the secrets that stand in them. */
  private static final String TELLS_ALL = "io.modelcontextprotocol.";

  private static final List<SubstituteLogger> GIVEN = new ArrayList<>();
  private static Optional<Function<String, Logger>> open = Optional.empty();

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();

  /** For SLF4J, which makes it by reflection. */
  public DeferredLogging() {}

  /** Makes SLF4J use this; has to happen before anything asks it for a logger. */
  public static void install() {
    if (System.getProperty(LoggerFactory.PROVIDER_PROPERTY_KEY) == null) {
      System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, DeferredLogging.class.getName());
      // It would report its choice on standard error.
      System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "WARN");
    }
  }

  /** Lets every logger, given or not yet, speak through those that {@code loggers} makes. */
  static void open(Function<String, Logger> loggers) {
    synchronized (GIVEN) {
      open = Optional.of(loggers);
      GIVEN.forEach(logger -> logger.setDelegate(loggers.apply(logger.getName())));
    }
  }

  /** Silences every logger again. */
  static void close() {
    synchronized (GIVEN) {
      open = Optional.empty();
      GIVEN.forEach(logger -> logger.setDelegate(NOPLogger.NOP_LOGGER));
    }
  }

  @Override
  public Logger getLogger(String name) {
    if (name.startsWith(TELLS_ALL)) {
      return NOPLogger.NOP_LOGGER;
    }
    synchronized (GIVEN) {
      SubstituteLogger logger = new SubstituteLogger(name, new LinkedBlockingQueue<>(), true);
      open.ifPresent(loggers -> logger.setDelegate(loggers.apply(name)));
      GIVEN.add(logger);
      return logger;
    }
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return this;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {
    // Nothing to prepare: that is the point.
  }
}
