using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace ActorEcho.Actors.Settings.Reading;

/// <summary>
/// Finds mistyped keys among the engine's settings, whose values the engine judges itself. The engine's own defaults name
/// every key there is, but for what a configuration may name itself: an object is taken for a new dispatcher, mailbox or
/// deployment, and these definitions have keys that the defaults leave out.
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
    private static readonly string[] DefiningKeys = ["type", "mailbox-type"];

    public void Read(HoconValue? engine)
    {
        const string root = "akka";
        if (engine is { IsNull: false } && engine.IsObject())
        {
            Compare(engine.GetObject(), ConfigurationFactory.Default().GetValue(root)!.GetObject(), new HoconPath([root]));
        }
    }

    private void Compare(HoconObject section, HoconObject defaults, HoconPath path)
    {
        if (OpenSections.Contains(path.ToString()) || DefiningKeys.Any(key => defaults.GetKey(key) is not null))
        {
            return;
        }

        foreach (var field in section.Fields)
        {
            var known = defaults.GetKey(field.Key);
            if (known is null && !field.Value.IsObject())
            {
                var guess = NearestKey.To(field.Key, defaults.Fields.Select(static other => other.Key));
                var hint = guess is null ? "the engine has no such setting" : $"did you mean \"{guess}\"?";
                problems.Add(new SettingsProblem(
                    field.KeyOrigin, path.Child(field.Key).ToString(), $"unknown key; {hint}"));
            }
            else if (known is not null && known.IsObject() && field.Value.IsObject())
            {
                Compare(field.Value.GetObject(), known.GetObject(), path.Child(field.Key));
            }
        }
    }
}
