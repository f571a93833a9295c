package io.millwright.models.detection;

/** Tells whether steady scans of one asset deviate from their baseline. Mutable, one owner thread. */
public interface StateDetector {}
