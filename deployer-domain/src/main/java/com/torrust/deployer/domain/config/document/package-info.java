/**
 * From a document to a validated configuration and back. {@link
 * com.torrust.deployer.domain.config.document.ConfigValue} is the document as a tree. A codec (the
 * package-private {@code *Codec} classes) decodes and encodes one kind of value and gives its part
 * of the JSON schema and of the templates, so that none of these can differ from the others; the
 * {@code *Section} classes describe the sections by codecs, one {@code Field} for each member.
 * Decoding goes through the whole document: a {@code DecodeResult} holds the value, if it is valid,
 * and the members as far as they are; the {@code DecodeContext} collects findings, each at its
 * {@code Location}. Adapters and embedders use the public classes; only the store may use {@link
 * com.torrust.deployer.domain.config.document.ConfigDecoder#restore}.
 *
 * <p>The rules are in {@link com.torrust.deployer.domain.config.ConfigRules}.
 */
@NullMarked
package com.torrust.deployer.domain.config.document;

import org.jspecify.annotations.NullMarked;
