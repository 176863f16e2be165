using Akka.Configuration;

namespace Akka.Actor;

/// <summary>
/// The deployments that the configuration names, <c>akka.actor.deployment { /service { dispatcher = … } }</c>; paths begin
/// below <c>/user</c> and may hold <c>*</c> for one name.
/// </summary>
public class Deployer
{
    /// <summary>The defaults of a deployment.</summary>
    protected readonly Config Default;

    private readonly Lock _lock = new();
    private volatile Dictionary<string, Deploy> _exact = new(StringComparer.Ordinal);
    private volatile (string[] Elements, Deploy Deploy)[] _patterns = [];

    /// <summary>Reads the configuration.</summary>
    public Deployer(Settings settings)
    {
        var section = settings.Config.GetConfig("akka.actor.deployment");
        Default = section?.GetConfig("default") ?? Config.Empty;
        if (section is null)
            return;
        foreach (var (quotedKey, _) in section.AsEnumerable())
        {
            var key = quotedKey.Trim('"');
            if (key == "default")
                continue;
            if (!key.StartsWith('/'))
                throw new IllegalActorNameException($"The deployment path [{key}] must begin with [/]: it is counted from the user guardian.");
            if (section.GetConfig($"\"{key}\"") is { } deployment)
                SetDeploy(ParseConfig(key, deployment));
        }
    }

    /// <summary>The deployment of an actor, or null.</summary>
    public Deploy? Lookup(ActorPath path)
    {
        if (_exact.Count == 0 && _patterns.Length == 0)
            return null;
        var elements = path.Elements;
        return elements.Count > 1 && elements[0] == "user" ? Lookup(elements.Skip(1)) : null;
    }

    /// <summary>The deployment under names counted from the user guardian, or null.</summary>
    public Deploy? Lookup(IEnumerable<string> path)
    {
        var elements = path.ToArray();
        if (_exact.TryGetValue("/" + string.Join('/', elements), out var deploy))
            return deploy;
        foreach (var (pattern, patternDeploy) in _patterns)
        {
            if (Matches(pattern, elements))
                return patternDeploy;
        }
        return null;
    }

    private static bool Matches(string[] pattern, string[] elements)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == "**")
                return elements.Length >= i + 1;
            if (i >= elements.Length || (pattern[i] != "*" && pattern[i] != elements[i]))
                return false;
        }
        return pattern.Length == elements.Length;
    }

    /// <summary>Adds a deployment.</summary>
    /// <exception cref="IllegalActorNameException">A name in its path is not allowed.</exception>
    public void SetDeploy(Deploy deploy)
    {
        var elements = deploy.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var element in elements)
        {
            if (element is not ("*" or "**") && !ActorPath.IsValidPathElement(element))
                throw new IllegalActorNameException($"Illegal actor name [{element}] in deployment [{deploy.Path}]. Actor paths MUST: not start with `$`, include only ASCII letters and can only contain these special characters: {ActorPath.ValidSymbols}.");
        }
        lock (_lock)
        {
            if (elements.Any(e => e is "*" or "**"))
                _patterns = [.. _patterns, (elements, deploy)];
            else
                _exact = new Dictionary<string, Deploy>(_exact, StringComparer.Ordinal) { ["/" + string.Join('/', elements)] = deploy };
        }
    }

    /// <summary>Reads one deployment.</summary>
    public virtual Deploy ParseConfig(string key, Config config)
    {
        var deployment = config.WithFallback(Default);
        return new Deploy(
            key,
            deployment,
            Deploy.NoScopeGiven,
            deployment.GetString("dispatcher", "") ?? "",
            deployment.GetString("mailbox", "") ?? "",
            deployment.GetInt("stash-capacity", Deploy.NoStashSize));
    }
}
