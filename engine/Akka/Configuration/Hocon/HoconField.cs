namespace Akka.Configuration.Hocon;

/// <summary>One field of an object.</summary>
/// <param name="Key">The key, without quotes: one element of a path.</param>
/// <param name="KeyOrigin">Where the key was last assigned.</param>
/// <param name="Value">The value; its own origin differs from the key's when it came through a substitution.</param>
public sealed record HoconField(string Key, HoconOrigin KeyOrigin, HoconValue Value);
