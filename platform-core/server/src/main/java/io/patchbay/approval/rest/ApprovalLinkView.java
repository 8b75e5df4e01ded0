package io.patchbay.approval.rest;

/** The address at which somebody without an account can decide. */
public record ApprovalLinkView(String url) {}
