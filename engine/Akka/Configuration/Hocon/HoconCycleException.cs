namespace Akka.Configuration.Hocon;

/// <summary>Tells the substitution being resolved that its value contains itself; never leaves the resolver.</summary>
internal sealed class HoconCycleException : Exception;
