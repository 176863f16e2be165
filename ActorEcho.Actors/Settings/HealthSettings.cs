using System.Net;

namespace ActorEcho.Actors.Settings;

/// <summary>Where a node tells load balancers and people how it is, over HTTP. Without these settings it tells nobody.</summary>
/// <param name="Bind">An address and a port; 0 lets the operating system choose. Whoever reaches it can read it, and nothing else.</param>
public sealed record HealthSettings(IPEndPoint Bind);
