/**
 * From a document to a validated configuration and back. {@link
 * com.torrust.deployer.domain.config.document.ConfigValue} is the document as a tree; one
 * declarative model of its sections and members (the package-private {@code *Section} classes)
 * makes the decoder, the encoder, the JSON schema and the templates, so that none of them can
 * differ from the others. Adapters and embedders use the five public classes; only the store may
 * use {@link com.torrust.deployer.domain.config.document.ConfigDecoder#restore}.
 *
 * <p>Findings name the rules R1–R67 and X1–X35 of the documentation of the configuration. Members
 * that the reference does not know have rules of their own: Y1 host key, Y2 image and Y3 type of an
 * LXD instance, Y4 unknown and Y5 moving tracker release, Y6 container image, Y7 moving tag.
 * Warnings about secrets are rules of ours, too: S1 a secret that crosses the network in the clear,
 * S2 a file that others can read, S3 a secret that is short, S4 characters that nobody sees.
 */
@NullMarked
package com.torrust.deployer.domain.config.document;

import org.jspecify.annotations.NullMarked;
