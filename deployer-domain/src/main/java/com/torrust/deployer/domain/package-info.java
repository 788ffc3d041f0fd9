/**
 * How values are generated in every package below: with the collections of the JDK alone, so that
 * no library stands in a signature, and without annotations that whoever compiles against us would
 * have to have.
 */
@Value.Style(jdkOnly = true, allowedClasspathAnnotations = Override.class)
package com.torrust.deployer.domain;

import org.immutables.value.Value;
