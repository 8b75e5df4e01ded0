import { Alert, Button, Progress } from "@patternfly/react-core";
import { UploadIcon } from "@patternfly/react-icons";
import { type DragEvent, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ProblemAlert, useToasts } from "../../shared/ui";
import { useInstallPlugin } from "./api";
import { pluginRoute } from "./routes";

const LARGEST = 64 * 1024 * 1024;

/** Takes a bundle by dropping or choosing, shows how much has gone, then what the server said. */
export function PluginDrop() {
  const install = useInstallPlugin();
  const navigate = useNavigate();
  const { toast } = useToasts();
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [share, setShare] = useState(0);
  const [refused, setRefused] = useState<string>();

  const take = (file: File | undefined) => {
    if (file === undefined) return;
    const tooLarge = file.size > LARGEST;
    setRefused(tooLarge ? `'${file.name}' is larger than 64 MB. Leave out what the plugin does not need.` : undefined);
    if (tooLarge) return;
    setShare(0);
    install.mutate({ file, progress: setShare }, {
      onSuccess: (plugin) => {
        toast({ title: `Plugin '${plugin.label}' ${plugin.activeVersion ?? ""} is installed` });
        void navigate(pluginRoute.link({ pluginId: plugin.id }));
      },
    });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <>
      {install.isError && <ProblemAlert error={install.error} />}
      {refused && <Alert isInline variant="danger" title={refused} className="pb-gap-below" />}
      <div
        className={over ? "pb-drop pb-drop-over" : "pb-drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {install.isPending ? (
          <Progress title={share < 1 ? "Uploading" : "Checking and installing"} value={Math.round(share * 100)} measureLocation="outside" />
        ) : (
          <>
            <span>Drop a plugin bundle (.zip) here to install it or to upgrade to it</span>
            <Button variant="secondary" icon={<UploadIcon />} onClick={() => chooser.current?.click()}>Choose a file</Button>
          </>
        )}
        <input
          ref={chooser}
          type="file"
          accept=".zip,.jar,application/zip"
          hidden
          aria-label="Plugin bundle"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
    </>
  );
}
