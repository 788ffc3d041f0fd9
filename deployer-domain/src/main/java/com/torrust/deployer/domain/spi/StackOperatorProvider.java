package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.StackOperator;

/** Finds adapters for {@link StackOperator}. */
public interface StackOperatorProvider extends AdapterProvider<StackOperator> {}
