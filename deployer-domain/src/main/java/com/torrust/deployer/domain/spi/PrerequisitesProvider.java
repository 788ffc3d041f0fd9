package com.torrust.deployer.domain.spi;

import com.torrust.deployer.domain.port.Prerequisites;

/**
 * Makes what looks at an adapter's prerequisites. Unlike the others there may be one in every
 * adapter.
 */
public interface PrerequisitesProvider extends AdapterProvider<Prerequisites> {}
