/**
 * Arbitraries of whole configurations, valid and broken, for jqwik, and how often properties are
 * tried. jqwik finds {@link com.torrust.deployer.testkit.property.MoreTries} through its service
 * file.
 */
@NullMarked
package com.torrust.deployer.testkit.property;

import org.jspecify.annotations.NullMarked;
