/**
 * What an adapter compiles against besides its port: how it is found ({@link
 * java.util.ServiceLoader}), what it is made from, and how it starts other programs. Operations
 * never see this package.
 */
@NullMarked
package com.torrust.deployer.domain.spi;

import org.jspecify.annotations.NullMarked;
