/**
 * How values are generated in every package below; the same as in the domain, for the same reasons.
 */
@Value.Style(jdkOnly = true, allowedClasspathAnnotations = Override.class)
package com.torrust.deployer;

import org.immutables.value.Value;
