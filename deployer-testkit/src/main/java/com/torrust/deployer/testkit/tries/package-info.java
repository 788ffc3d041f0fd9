/**
 * How often properties are tried. For the test runs of any module; jqwik finds what is in here
 * through its service file.
 */
package com.torrust.deployer.testkit.tries;
