import type { Context, Finding } from '../../../../src/contract/index.ts';
import { listByCursor } from '../api/pages.ts';
import { createNames, type Names } from '../records/names.ts';
import { type Project, project } from './schema.ts';

export const projectsPath = '/v2/projects';

export interface Projects {
  readonly names: Names;
  /** Undefined where it is not known. */
  isActive(id: string): boolean | undefined;
  readonly refused?: Finding;
}

/** Loaded once a run. */
export function loadProjects(context: Context): Promise<Projects> {
  return context.once('projects', async () => {
    const listed = await listByCursor<Project>(context, {
      path: projectsPath,
      limit: 50,
      item: project,
      what: 'projects',
      about: { kind: 'attendances', access: 'read' },
    });
    const all = listed.refused ? [] : listed.items;
    const statuses = new Map(all.map(({ id, status }) => [id, status]));
    return {
      names: createNames(all, listed.refused),
      isActive: (id) => {
        const status = statuses.get(id);
        return status ? status.toUpperCase() === 'ACTIVE' : undefined;
      },
      ...(listed.refused && { refused: listed.refused }),
    };
  });
}
