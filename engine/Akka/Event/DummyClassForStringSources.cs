namespace Akka.Event;

/// <summary>The class of log events whose source was given as a text.</summary>
public class DummyClassForStringSources;
