using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>
/// Finds mistyped keys among the engine's settings, whose values the engine judges itself. The engine's own defaults name
/// every key there is, but for what a configuration may name itself: an object that defines a dispatcher or a mailbox may
/// stand anywhere. A definition may have keys that the defaults leave out, so in one only what looks like a slip is refused.
/// </summary>
internal sealed class EngineSettingsReader(List<SettingsProblem> problems)
{
    // What is named inside these is up to the configuration.
    private static readonly string[] OpenSections =
    [
        "akka.actor.deployment", "akka.actor.mailbox.requirements", "akka.coordinated-shutdown.phases",
        "akka.coordinated-shutdown.reason-overrides", "akka.io.dns",
    ];

    // An object with one of these keys defines a dispatcher or a mailbox.
    private static readonly string[] DefiningKeys = ["type", "executor", "throughput", "mailbox-type"];

    private readonly HashSet<string> _definitionKeys = new(StringComparer.Ordinal);

    public void Read(HoconValue? engine)
    {
        const string root = "akka";
        if (engine is { IsNull: false } && engine.IsObject())
        {
            var defaults = ConfigurationFactory.Default().GetValue(root)!.GetObject();
            CollectDefinitionKeys(defaults, inDefinition: false);
            Compare(engine.GetObject(), defaults, new HoconPath([root]));
        }
    }

    private static bool Defines(HoconObject section) => DefiningKeys.Any(key => section.GetKey(key) is not null);

    /// <summary>Whether it is a definition, or the configuration's own group of some.</summary>
    private static bool HoldsDefinition(HoconObject section) =>
        Defines(section) || section.Fields.Any(static field => field.Value.IsObject() && HoldsDefinition(field.Value.GetObject()));

    private void CollectDefinitionKeys(HoconObject section, bool inDefinition)
    {
        inDefinition |= Defines(section);
        foreach (var field in section.Fields)
        {
            if (inDefinition) _definitionKeys.Add(field.Key);
            if (field.Value.IsObject()) CollectDefinitionKeys(field.Value.GetObject(), inDefinition);
        }
    }

    private void Compare(HoconObject section, HoconObject defaults, HoconPath path)
    {
        if (OpenSections.Contains(path.ToString())) return;
        if (Defines(defaults))
        {
            CompareDefinition(section, path);
            return;
        }

        foreach (var field in section.Fields)
        {
            var known = defaults.GetKey(field.Key);
            var inner = field.Value.IsObject() ? field.Value.GetObject() : null;
            if (known is null && inner is not null && HoldsDefinition(inner))
            {
                CompareDefinition(inner, path.Child(field.Key));
            }
            else if (known is null)
            {
                var guess = NearestKey.To(field.Key, defaults.Fields.Select(static other => other.Key));
                RejectKey(field, path, guess is null ? "the engine has no such setting" : $"did you mean \"{guess}\"?");
            }
            else if (known.IsObject() && inner is not null)
            {
                Compare(inner, known.GetObject(), path.Child(field.Key));
            }
        }
    }

    private void CompareDefinition(HoconObject section, HoconPath path)
    {
        foreach (var field in section.Fields)
        {
            if (!_definitionKeys.Contains(field.Key) && NearestKey.To(field.Key, _definitionKeys) is { } guess)
            {
                RejectKey(field, path, $"did you mean \"{guess}\"?");
            }
            else if (field.Value.IsObject())
            {
                CompareDefinition(field.Value.GetObject(), path.Child(field.Key));
            }
        }
    }

    private void RejectKey(HoconField field, HoconPath path, string hint) =>
        problems.Add(new SettingsProblem(field.KeyOrigin, path.Child(field.Key).ToString(), $"unknown key; {hint}"));
}
